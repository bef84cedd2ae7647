// A city across a river at dusk: lit windows, haze, long reflections.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 3 }
camera { location <0,7,-40> right x*Aspect up y angle 44 look_at <0,30,200> }
light_source { <-200,40,160>*1000 rgb <1,0.55,0.34>*0.35 parallel point_at 0 }
light_source { <80,140,-160>*1000 rgb <0.36,0.46,0.78>*0.34 parallel point_at 0 shadowless }
sky_sphere {
  pigment { gradient y color_map { [0 rgb <1.0,0.50,0.20>*1.0] [0.07 rgb <0.92,0.46,0.26>*0.85] [0.18 rgb <0.52,0.36,0.42>*0.62] [0.34 rgb <0.16,0.21,0.38>*0.48] [0.6 rgb <0.05,0.08,0.20>*0.45] } }
  pigment { function { f_noise3d(x/(y+0.12)*0.5+3,3.1,z/(y+0.12)*0.8)*0.48+f_noise3d(x/(y+0.12)*1.3+9,1.7,z/(y+0.12)*1.9)*0.27
      +f_noise3d(x/(y+0.12)*3.1,8.2,z/(y+0.12)*4)*0.15+f_noise3d(x/(y+0.12)*7,4.2,z/(y+0.12)*9)*0.08+f_noise3d(x/(y+0.12)*15,4.2,z/(y+0.12)*18)*0.04 }
    color_map { [0.50 rgbt <0.8,0.4,0.3,1>] [0.58 rgbt <0.62,0.33,0.28,0.35>] [0.66 rgbt <0.24,0.19,0.26,0.2>] [1 rgbt <0.10,0.11,0.18,0.2>] } }
}
#declare S = seed(314);
#declare Hash = function(a,b,c) { sin(a*127.1+b*311.7+c*74.7)*43758.5453-floor(sin(a*127.1+b*311.7+c*74.7)*43758.5453) }
#declare Fr = function(a) { a-floor(a) }
// Window mask times a per-window brightness; u runs along the wall.
#macro Facade(WX,WY,Sd,Lit,FW,FH)
  function { select(Fr((x+z)/WX)-(1-FW),0,1)*select(Fr(y/WY)-(1-FH),0,1)
    *select(Hash(floor((x+z)/WX),floor(y/WY),Sd)+0.30*Hash(0,floor(y/WY),Sd+5)-0.15-(1-Lit),0,0.30+0.70*Hash(floor(y/WY),floor((x+z)/WX),Sd+1)) }
#end
#macro BTex(Warm,Lit)
  #local WX = RR(S,1.1,2.2); #local WY = RR(S,2.2,2.9); #local Sd = int(RR(S,1,60)); #local FW = RR(S,0.5,0.85); #local FH = RR(S,0.4,0.65);
  #local B = RR(S,0.5,1.3); #local T = rand(S);
  texture { pigment { function { select(Fr((x+z)/WX)-(1-FW),0,1)*select(Fr(y/WY)-(1-FH),0,1) }
      color_map { [0 rgb (<0.20,0.17,0.155>*(1-T)+<0.13,0.14,0.17>*T)*B] [1 rgb <0.025,0.03,0.045>] } }
    finish { diffuse 0.75 specular 0.2 roughness 0.03 reflection 0.06 } }
  texture { pigment { Facade(WX,WY,Sd,Lit,FW,FH)
      color_map { [0 rgbt 1] [0.02 rgbt 1] [0.03 rgb Warm*0.12] [0.5 rgb Warm*0.55] [1 rgb Warm*1.5] } }
    finish { diffuse 0 emission 1 } }
#end
#macro Building(X,Z,W,D,H,Lit)
  #local K = rand(S);
  #if (K<0.62) #local Wm = <1.0,0.66,0.30>; #elseif (K<0.88) #local Wm = <1.0,0.82,0.55>; #else #local Wm = <0.75,0.88,1.0>; #end
  union {
    box { <-W/2,0,-D/2>,<W/2,H,D/2> }
    #if (rand(S)<0.5) box { <-W*0.36,H,-D*0.36>,<W*0.34,H*RR(S,1.06,1.22),D*0.36> } #end
    #if (H>55) box { <-W*0.2,H,-D*0.2>,<W*0.2,H*RR(S,1.15,1.3),D*0.2> } #end
    BTex(Wm,Lit) rotate y*RR(S,-14,14) translate <X,0,Z> }
  #if (rand(S)<0.6) box { <-W*0.2,H,-1>,<W*RR(S,0,0.2),H+RR(S,1.5,4),1> translate <X,0,Z> pigment { rgb 0.06 } } #end
  #if (H>60) cylinder { <X,H,Z>,<X,H*1.48,Z>,0.22 pigment { rgb 0.08 } } sphere { <X,H*1.48,Z>,0.55 pigment { rgb <1,0.1,0.05> } finish { emission 2 } } #end
#end
// Three depths of skyline.
#for (I,0,69) Building(-260+I*7.6+RR(S,-3,3),RR(S,330,420),RR(S,9,17),10,24+78*pow(rand(S),2.4)*exp(-pow((I-43)/17,2))+RR(S,0,16),0.30) #end
#for (I,0,47) Building(-200+I*8.6+RR(S,-3,3),RR(S,240,300),RR(S,9,15),11,13+52*pow(rand(S),2.2)*exp(-pow((I-19)/12,2))+RR(S,0,13),0.34) #end
#for (I,0,45) Building(-140+I*6.3+RR(S,-1.5,1.5),RR(S,192,205),RR(S,5.5,9),9,RR(S,6,17),0.40) #end
// Quay, trees and lamps
box { <-400,-1,176>,<400,1.6,184> pigment { granite scale 3 color_map { [0 rgb 0.06] [1 rgb <0.2,0.17,0.15>] } } }
#declare Crown = array[3]; #for (I,0,2) #declare Crown[I] = StoneMesh(I+91,2.1,0.38,2.6,16) #end
#for (I,0,110) #declare X = RR(S,-120,120); #declare R = RR(S,1.3,2.6);
  object { Crown[int(rand(S)*3)] scale R*<1,1.05,1> rotate y*rand(S)*360 translate <X,1.6+R*1.2,RR(S,181,188)> pigment { granite scale 1 color_map { [0 rgb <0.012,0.02,0.012>] [1 rgb <0.06,0.075,0.035>] } } normal { granite 1 scale 0.4 } } #end
#for (I,-20,20)
  cylinder { <I*6.2,1.6,178>,<I*6.2,5.2,178>,0.08 pigment { rgb 0.03 } }
  sphere { <I*6.2,5.3,178>,0.34 pigment { rgb <1,0.72,0.36> } finish { emission 2.6 diffuse 0 } no_shadow }
#end
#for (I,-5,5) light_source { <I*24,6,177> rgb <1,0.62,0.28>*0.8 fade_distance 5 fade_power 2 shadowless } #end
// Bridge with arches on the right
union { difference { box { <0,-1,-2>,<170,5.6,2> } #for (I,0,7) cylinder { -5*z,5*z,1 scale <8.6,6.2,1> translate <10+I*20,-2.0,0> } #end }
  pigment { granite scale 4 color_map { [0 rgb <0.10,0.085,0.08>] [1 rgb <0.26,0.22,0.19>] } } rotate y*-34 translate <62,0,96> }
plane { y,0 pigment { rgb <0.010,0.016,0.024> }
  normal { average normal_map { [1 bumps 0.07 scale <5,1,1.1>] [1 bumps 0.06 scale <1.6,1,0.45>] [0.6 bumps 0.05 scale <0.5,1,0.16>] } }
  finish { diffuse 0.4 reflection { 0.05,0.9 fresnel on } conserve_energy } interior { ior 1.33 } }
fog { fog_type 2 distance 1300 fog_offset 4 fog_alt 22 rgb <0.62,0.36,0.26>*0.75 }

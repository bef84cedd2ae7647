// Tall trunks in morning mist, ferns and litter on the ground.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 4 }
camera { location <0,1.7,-6> right x*Aspect up y angle 50 look_at <0.3,3.0,10> }
light_source { <34,46,70>*100 rgb <1,0.86,0.60>*3.2 parallel point_at 0 }
light_source { <-40,90,-60>*100 rgb <0.62,0.68,0.66>*1.15 parallel point_at 0 shadowless }
sky_sphere { pigment { gradient y color_map { [0 rgb <0.86,0.86,0.76>] [1 rgb <0.55,0.66,0.66>] } } }
#declare Gr = function(x,z) { 1.5*(f_noise3d(x*0.10,0,z*0.10)-0.5)+0.5*(f_noise3d(x*0.4,1,z*0.4)-0.5)+0.12*(f_noise3d(x*1.7,2,z*1.7)-0.5)+0.0018*x*x*0.6+0.012*z
  -0.55*exp(-pow((x-1.2-1.6*sin(z*0.14))/1.1,2)) }
#declare PathM = function(x,z) { exp(-pow((x-1.2-1.6*sin(z*0.14))/0.9,2))+0.5*(f_noise3d(x*1.3,4,z*1.3)-0.5) }
#declare Litter = texture { pigment { granite scale 0.30 color_map { [0 rgb <0.055,0.032,0.015>] [0.4 rgb <0.15,0.085,0.038>] [0.7 rgb <0.27,0.16,0.07>] [1 rgb <0.10,0.06,0.03>] } } normal { granite 0.8 scale 0.16 } finish { diffuse 0.85 } }
#declare Moss = texture { pigment { granite scale 0.35 color_map { [0 rgb <0.03,0.045,0.012>] [0.5 rgb <0.085,0.12,0.025>] [1 rgb <0.17,0.19,0.05>] } } normal { granite 0.8 scale 0.12 } finish { diffuse 0.85 } }
height_field { function 900,900 { (Gr((x-0.5)*80,(1-y)*80-7)+4)/12 } smooth translate <-0.5,0,0> scale <80,12,80> translate <0,-4,-7>
  texture { function { min(1,max(0,PathM(x,z))) } texture_map { [0.25 Moss] [0.50 Litter] } } }
#declare S = seed(31);
// Trunks: swept curves with bark
#macro Trunk(X,Z,R,H)
  #local Y = Gr(X,Z)-0.25; #local L1 = RR(S,-0.35,0.35); #local L2 = RR(S,-0.5,0.5);
  #local C = RR(S,0.75,1.2);
  union {
    sphere_sweep { cubic_spline 7 <X,Y-1,Z>,R*1.9 <X,Y-0.1,Z>,R*1.55 <X,Y+0.8,Z>,R*1.08 <X+L1*0.4,Y+H*0.35,Z>,R*0.92 <X+L1,Y+H*0.7,Z>,R*0.75 <X+L1+L2,Y+H,Z>,R*0.5 <X+L1+L2,Y+H*1.3,Z>,R*0.3 tolerance 0.001 }
    #for (I,1,7) #local A = rand(S)*2*pi; #local B = RR(S,0.30,0.9)*H; #local Ln = RR(S,0.5,2.0);
      #local Q = <X+L1*B/H,Y+B,Z>; 
      cone { Q,R*0.16 Q+<cos(A)*Ln,RR(S,-0.3,0.5),sin(A)*Ln>,0.008 } #end
    texture {
      pigment { granite scale <0.30,1.3,0.30> translate <X,0,Z>*3 color_map { [0 rgb <0.040,0.030,0.024>*C] [0.45 rgb <0.115,0.088,0.068>*C] [0.8 rgb <0.19,0.15,0.12>*C] [1 rgb <0.10,0.11,0.07>*C] } }
      normal { average normal_map { [1.5 granite 1.1 scale <0.16,0.9,0.16> translate X] [1 wrinkles 0.9 scale <0.10,0.35,0.10>] } } finish { diffuse 0.85 } }
    texture { pigment { gradient y scale 2.6 translate y*(Y-0.4) warp { turbulence 0.5 octaves 4 } color_map { [0 rgbt <0.06,0.085,0.018,0.15>] [0.28 rgbt <0.07,0.09,0.02,0.9>] [0.4 rgbt 1] [1 rgbt 1] } } finish { diffuse 0.85 } }
  }
#end
Trunk(-2.2,0.6,0.30,16) Trunk(3.9,2.2,0.27,16) Trunk(-4.4,4.6,0.25,16) Trunk(-0.9,9,0.22,16) Trunk(5.4,7,0.24,16) Trunk(2.9,13.5,0.25,17)
#for (I,1,150)
  #declare Z = 6+62*pow(rand(S),0.8); #declare X = RR(S,-1,1)*(4+Z*0.52);
  #if (abs(X-1.2-1.6*sin(Z*0.14))>1.7) Trunk(X,Z,RR(S,0.10,0.27),RR(S,13,19)) #end
#end
// Leaf clusters: hanging sprays, each a mesh of small leaves
#macro Spray(Seed,N,Sz)
  #local Q = seed(Seed);
  mesh { #for (I,1,N)
    #local P = vnormalize(<RR(Q,-1,1),RR(Q,-1,1),RR(Q,-1,1)>)*pow(rand(Q),0.5)*<1.4,0.5,1.4>; #local A = vnormalize(<RR(Q,-1,1),RR(Q,-0.7,0.3),RR(Q,-1,1)>)*Sz; #local B = vnormalize(vcross(A,<RR(Q,-1,1),1,RR(Q,-1,1)>))*Sz*0.42;
    triangle { P,P+A*0.5+B,P+A } triangle { P,P+A*0.5-B,P+A } #end }
#end
#declare Sp = array[4]; #for (I,0,3) #declare Sp[I] = Spray(I+8,1500,0.078) #end
#macro Leafy(P,Sc,C)
  object { Sp[int(rand(S)*4)] rotate y*rand(S)*360 rotate <RR(S,-20,20),0,RR(S,-20,20)> scale Sc translate P
    texture { pigment { rgb C } finish { diffuse 0.55,0.45 } } }
#end
#for (I,1,520)
  #declare Z = RR(S,1.5,60); #declare X = RR(S,-1,1)*(4+Z*0.55); #declare Y = Gr(X,Z)+RR(S,4.6,13)*(0.55+0.012*Z)+0.05*Z;
  Leafy(<X,Y,Z>,RR(S,0.6,1.25),<RR(S,0.13,0.32),RR(S,0.22,0.32),0.05>*RR(S,0.7,1.15))
#end
// Undergrowth
#for (I,1,170)
  #declare Z = RR(S,-2,40); #declare X = RR(S,-1,1)*(4+Z*0.5);
  #if (abs(X-1.2-1.6*sin(Z*0.14))>1.5) Leafy(<X,Gr(X,Z)+0.22,Z>,RR(S,0.25,0.6),<RR(S,0.09,0.20),RR(S,0.17,0.24),0.04>) #end
#end
#declare G = array[3]; #for (I,0,2) #declare G[I] = GrassMesh(I+5,260,0.010) #end
#for (I,1,1300)
  #declare Z = -4.5+34*pow(rand(S),1.4); #declare X = RR(S,-1,1)*(4.5+Z*0.5); #declare M = PathM(X,Z);
  #if (M<0.34) object { G[int(rand(S)*3)] rotate y*rand(S)*360 scale <0.8,RR(S,0.12,0.34),0.8> translate <X,Gr(X,Z)-0.02,Z>
    texture { pigment { rgb <RR(S,0.10,0.22),RR(S,0.16,0.23),0.04> } finish { diffuse 0.55,0.4 } } } #end
#end
#declare St = array[3]; #for (I,0,2) #declare St[I] = StoneMesh(I+60,2.6,0.22,1.2,10) #end
#for (I,1,22) #declare Z = RR(S,-3,12); #declare X = RR(S,-4,4); #declare R = 0.05+0.26*pow(rand(S),3);
  object { St[int(rand(S)*3)] scale R*<1.3,0.7,1> rotate y*rand(S)*360 translate <X,Gr(X,Z),Z> texture { pigment { granite scale 0.3 color_map { [0 rgb <0.05,0.06,0.03>] [0.5 rgb 0.17] [1 rgb 0.3] } } normal { granite 0.5 scale 0.2 } } } #end
fog { fog_type 1 distance 52 rgb <0.86,0.85,0.66>*0.95 turbulence 0.3 turb_depth 0.4 }
